/** The few things that this page does to its document. */

export function part<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`the page has no #${id}`)
  return found as T
}

/** Sets a part's words, and hides it when there are none. Nothing is touched that has not changed: readers would say it again. */
export function say(id: string, words: string | null): void {
  const node = part(id)
  if (node.hidden !== (words === null)) node.hidden = words === null
  if (words !== null && node.textContent !== words) node.textContent = words
}

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  words = '',
  className = '',
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag)
  node.textContent = words
  if (className) node.className = className
  return node
}

export interface Action {
  words: string
  href?: string
  act?: () => void
  main?: boolean
}

/** Links and buttons, made anew only when they are others: what has the focus keeps it. */
export function offer(id: string, actions: Action[]): void {
  const node = part(id)
  const key = JSON.stringify(actions.map(({ words, href, main }) => [words, href, main]))
  if (node.dataset.offers === key) return
  node.dataset.offers = key
  node.replaceChildren(
    ...actions.map(({ words, href, act, main }) => {
      const look = main ? 'button main' : 'button'
      if (href !== undefined) {
        const link = make('a', words, look)
        link.href = href
        return link
      }
      const button = make('button', words, look)
      button.type = 'button'
      if (act) button.onclick = act
      return button
    }),
  )
}

export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
