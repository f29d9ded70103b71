export interface Repeating {
  /** Begins nothing more, and waits for what is under way. */
  stop(): Promise<void>
}

interface RepeatOptions {
  firstMs: number
  /** The pause after a run that failed; the fault is told, and the next run is as good as any. */
  faultPauseMs: number
  onFault: (cause: unknown) => void
}

/** Does some work again and again, one run after the other. Each run says how long to pause, in ms. */
export function repeat(work: () => Promise<number>, options: RepeatOptions): Repeating {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()

  function schedule(pauseMs: number): void {
    if (stopped) return
    timer = setTimeout(() => {
      running = work().then(schedule, (cause) => {
        options.onFault(cause)
        schedule(options.faultPauseMs)
      })
    }, pauseMs)
  }

  schedule(options.firstMs)
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
