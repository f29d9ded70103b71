// Runs before the first paint of the waiting room, so that neither another theme nor another language ever flashes.
;(() => {
  const page = document.documentElement

  function remembered(key) {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  }

  const theme = remembered('fullhouse.theme')
  const light = matchMedia('(prefers-color-scheme: light)').matches
  page.dataset.theme = theme === 'dark' || theme === 'light' ? theme : light ? 'light' : 'dark'
  const colour = document.querySelector('meta[name="theme-color"]')
  if (colour) colour.setAttribute('content', page.dataset.theme === 'light' ? '#faf7f6' : '#150e14')

  const cookie = /(?:^|; )fh_lang=(\w+)/.exec(document.cookie)?.[1]
  const wanted = [remembered('fullhouse.language'), cookie, ...(navigator.languages ?? [])]
  page.lang =
    wanted
      .map((tag) => (tag ?? '').toLowerCase().split('-')[0])
      .find((tag) => ['en', 'de', 'es', 'th'].includes(tag)) ?? 'en'
})()
