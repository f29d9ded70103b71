/** What the server says of itself at `/metrics`. */
export interface Load {
  atMs: number
  cpuSeconds: number
  residentBytes: number
  heapBytes: number
  drawSeconds: number
}

export async function readLoad(url: string): Promise<Load> {
  const text = await (await fetch(`${url}/metrics`)).text()
  const value = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? 0)
  return {
    atMs: performance.now(),
    cpuSeconds: value('process_cpu_seconds_total'),
    residentBytes: value('process_resident_memory_bytes'),
    heapBytes: value('nodejs_heap_size_used_bytes') + value('nodejs_external_memory_bytes'),
    drawSeconds: value('fullhouse_queue_draw_seconds_sum'),
  }
}

/** Share of one core between two looks, in percent. */
export function cpuPercent(from: Load, to: Load): number {
  return ((to.cpuSeconds - from.cpuSeconds) / ((to.atMs - from.atMs) / 1000)) * 100
}
