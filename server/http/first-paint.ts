import type { Event } from '../../contract/shapes/events.ts'
import { escapeHtml } from '../html.ts'

/**
 * An event's picture, title and summary, painted by the browser while the app is still on its way. It is the beginning of
 * web/features/event/event-header.tsx, class for class, so that nothing moves when the app takes over
 * (test/browser/first-paint.test.ts holds the two side by side).
 */
export function paintEvent({ artwork, category, title, summary }: Event): string {
  const picture =
    artwork === null
      ? '<div class="aspect-2/1 w-full bg-velvet sm:aspect-video lg:aspect-16/10 lg:rounded-xl lg:shadow-card"></div>'
      : `<img src="${escapeHtml(artwork)}" alt="" fetchpriority="high" class="bg-raised object-cover aspect-2/1 w-full sm:aspect-video lg:aspect-16/10 lg:rounded-xl lg:shadow-card" />`
  return `<main class="flex-1 overflow-x-clip">
        <header class="relative isolate overflow-hidden">
          <div class="mx-auto grid max-w-[78rem] lg:grid-cols-[1fr_minmax(0,30rem)] lg:items-center lg:gap-12 lg:px-10 lg:py-10">
            <div class="relative lg:order-2">
              ${picture}
              <div class="absolute inset-x-0 bottom-0 h-24 bg-linear-to-t from-stage to-transparent lg:hidden"></div>
            </div>
            <div class="page relative -mt-6 lg:mt-0 lg:px-0">
              <div class="min-h-11 max-lg:hidden"></div>
              <p class="text-sm font-semibold text-accent-text">${escapeHtml(category)}</p>
              <h1 class="mt-2 font-extrabold tracking-[-0.03em] text-title">${escapeHtml(title)}</h1>
              <p class="mt-3 max-w-[56ch] leading-relaxed text-ink-soft sm:text-lg">${escapeHtml(summary)}</p>
              <div class="mt-5 min-h-20"></div>
            </div>
          </div>
        </header>
      </main>`
}

/**
 * The shop's first page: its question, and the event that has the stage. Discover's hero, filters and first card
 * (web/features/discover) take the same room. The card is painted with its text: beneath a card that ended with its picture,
 * the picture's last row of pixels would be half there, and the app's picture then larger, and painted later, than any before.
 */
export function paintDiscover(
  { hero, heroText }: { hero: string; heroText: string },
  { title, summary, venue }: Pick<Event, 'title' | 'summary' | 'venue'>,
  artwork: string,
): string {
  const place = [venue.name, venue.city].filter(Boolean).join(', ')
  return `<main class="flex-1 overflow-x-clip">
        <section class="relative isolate overflow-hidden border-b border-line">
          <div class="page pt-9 pb-7 sm:pt-24 sm:pb-12">
            <h1 class="max-w-[13ch] font-extrabold tracking-[-0.035em] text-hero">${escapeHtml(hero)}</h1>
            <p class="mt-4 max-w-[46ch] sm:mt-5 sm:text-lg leading-relaxed text-ink-soft">${escapeHtml(heroText)}</p>
            <div class="relative mt-6 block sm:mt-8 max-w-2xl"><div class="min-h-14"></div></div>
          </div>
        </section>
        <div class="page pt-6 sm:pt-8">
          <div class="grid gap-5 sm:gap-7"><div class="py-1"><div class="min-h-11"></div></div><div class="min-h-11"></div></div>
          <div class="mt-5 grid gap-4 sm:grid-cols-2 sm:gap-6 lg:grid-cols-6">
            <div class="grid sm:col-span-full">
              <div class="relative grid overflow-hidden rounded-lg bg-surface shadow-card grid-rows-[auto_1fr] md:grid-cols-[1.35fr_1fr] md:grid-rows-1">
                <img src="${escapeHtml(artwork)}" alt="" fetchpriority="high" class="bg-raised object-cover w-full aspect-video md:h-full" />
                <div class="relative flex min-w-0 flex-col border-dashed border-line border-t-2 p-5 sm:p-7 md:justify-center md:border-s-2 md:border-t-0 lg:p-10">
                  <div class="min-h-5"></div>
                  <h2 class="mt-1.5 font-bold tracking-tight text-title">${escapeHtml(title)}</h2>
                  <p class="mt-3 line-clamp-3 max-w-[48ch] leading-relaxed text-ink-soft">${escapeHtml(summary)}</p>
                  <p class="truncate text-ink-soft mt-3">${escapeHtml(place)}</p>
                  <div class="mt-6 min-h-6"></div>
                </div>
              </div>
            </div>
          </div>
        </div>
      </main>`
}
