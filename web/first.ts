import './styles/app.css'

/**
 * The page as the server sent it is on the screen before the app begins to run: reading and running a quarter of a megabyte
 * takes a phone long enough to be seen.
 */
const LONGEST_WAIT_MS = 200

const painted = new Promise<void>((resolve) => {
  // A page in the background is not painted, and its app is wanted all the same.
  setTimeout(resolve, LONGEST_WAIT_MS)
  requestAnimationFrame(() => setTimeout(resolve))
})

void painted.then(() => import('./main.tsx'))
