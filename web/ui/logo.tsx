/** Two rows, every seat taken, and the edge of the stage. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 28 26" aria-hidden="true" className={className} fill="currentColor">
      {[0, 1].flatMap((row) =>
        [0, 1, 2].map((seat) => (
          <rect
            key={`${row}${seat}`}
            x={1 + seat * 10}
            y={2 + row * 9 + (seat === 1 ? 1.6 : 0)}
            width={6}
            height={6}
            rx={1.8}
          />
        )),
      )}
      <rect x={6} y={22} width={16} height={3} rx={1.5} opacity={0.75} />
    </svg>
  )
}
