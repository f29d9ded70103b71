/** First, last, and the neighbours of the current page; null stands for a gap. */
export function pageNumbers(page: number, last: number): (number | null)[] {
  const wanted = [1, page - 1, page, page + 1, last].filter((n) => n >= 1 && n <= last)
  const numbers = [...new Set(wanted)].sort((a, b) => a - b)
  return numbers.flatMap((n, i) => {
    const before = numbers[i - 1]
    return before !== undefined && n - before > 1 ? [null, n] : [n]
  })
}
