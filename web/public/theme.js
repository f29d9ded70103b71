// Runs before the first paint, so that a chosen theme never flashes the other one.
;(() => {
  let chosen = null
  try {
    chosen = localStorage.getItem('fullhouse.theme')
  } catch {
    // Storage may be forbidden; the system's theme is then the answer.
  }
  const light = matchMedia('(prefers-color-scheme: light)').matches
  const theme = chosen === 'dark' || chosen === 'light' ? chosen : light ? 'light' : 'dark'
  document.documentElement.dataset.theme = theme
  const colour = document.querySelector('meta[name="theme-color"]')
  if (colour) colour.setAttribute('content', theme === 'light' ? '#faf7f6' : '#150e14')
})()
