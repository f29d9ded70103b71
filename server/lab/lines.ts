/** Cuts what arrives in pieces into lines. `onTooLong` is called once, and nothing after that, when one has no end. */
export function createLineReader(
  maxBytes: number,
  onLine: (line: string) => void,
  onTooLong: () => void,
): (piece: Buffer) => void {
  let pieces: Buffer[] = []
  let bytes = 0
  let over = false
  return (piece) => {
    let rest = piece
    for (let end = rest.indexOf(10); end !== -1 && !over; end = rest.indexOf(10)) {
      const line = Buffer.concat([...pieces, rest.subarray(0, end)]).toString('utf8')
      pieces = []
      bytes = 0
      rest = rest.subarray(end + 1)
      if (line.trim() !== '') onLine(line)
    }
    if (over || rest.length === 0) return
    pieces.push(rest)
    bytes += rest.length
    if (bytes <= maxBytes) return
    over = true
    pieces = []
    onTooLong()
  }
}
