import type { QueryClient } from '@tanstack/react-query'
import { firstList, type PageData, pageDataId } from '../../contract/page-data.ts'
import type { Event } from '../../contract/shapes/events.ts'
import { keys } from './queries.ts'

/**
 * Takes what the server wrote into the page as the answers to the first view's questions, once. What it gives back is the event
 * that the page begins with.
 */
export function takePageData(client: QueryClient): Event | undefined {
  const block = document.getElementById(pageDataId)
  if (!block) return undefined
  block.remove()
  const { event, events } = JSON.parse(block.textContent ?? '{}') as PageData
  if (event) client.setQueryData(keys.event(event.idOrSlug), event.value)
  if (events) client.setQueryData([...keys.events, firstList], events)
  return event?.value ?? events?.events[0]
}
