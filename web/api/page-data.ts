import type { QueryClient } from '@tanstack/react-query'
import { firstList, type PageData, pageDataId } from '../../contract/page-data.ts'
import { keys } from './queries.ts'

/** Takes what the server wrote into the page as the answers to the first view's questions, once. */
export function takePageData(client: QueryClient): void {
  const block = document.getElementById(pageDataId)
  if (!block) return
  block.remove()
  const { event, events } = JSON.parse(block.textContent ?? '{}') as PageData
  if (event) client.setQueryData(keys.event(event.idOrSlug), event.value)
  if (events) client.setQueryData([...keys.events, firstList], events)
}
