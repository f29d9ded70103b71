import { nextTurn } from './clock/next-turn.ts'
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

// Files of their own, loaded at once and each asked for and run in a turn of its own: a tap in between is answered.
const files = [() => import('react-dom/client'), () => import('./router.tsx'), () => import('./main.tsx')]
void painted.then(async () => {
  for (const load of files) {
    void load()
    await nextTurn()
  }
})
