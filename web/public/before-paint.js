// Runs before the first paint, so that neither another theme nor another language ever flashes.
;(() => {
  const page = document.documentElement
  const address = new URLSearchParams(location.search)

  function remembered(key) {
    try {
      return localStorage.getItem(key)
    } catch {
      // Storage may be forbidden; the system's and the browser's own settings are then the answer.
      return null
    }
  }

  const theme = remembered('fullhouse.theme')
  const light = matchMedia('(prefers-color-scheme: light)').matches
  page.dataset.theme = theme === 'dark' || theme === 'light' ? theme : light ? 'light' : 'dark'
  const colour = document.querySelector('meta[name="theme-color"]')
  if (colour) colour.setAttribute('content', page.dataset.theme === 'light' ? '#faf7f6' : '#150e14')

  // The build says which languages there are, and where the texts of each lie; the first is for everyone else.
  const catalogs = JSON.parse(document.currentScript.dataset.catalogs)
  const wanted = [address.get('lang'), remembered('fullhouse.language'), ...(navigator.languages ?? [])]
  const found = wanted
    .map((tag) => (tag ?? '').toLowerCase().split('-')[0])
    .find((tag) => Object.hasOwn(catalogs, tag))
  page.lang = found ?? Object.keys(catalogs)[0]
  // Only to see that the layout bears it; no language of the shop is written from right to left yet.
  page.dir = address.get('dir') === 'rtl' ? 'rtl' : 'ltr'

  // Asked for now, the texts arrive together with the app instead of after it.
  const preload = document.createElement('link')
  preload.rel = 'modulepreload'
  preload.href = catalogs[page.lang]
  document.head.append(preload)
})()
