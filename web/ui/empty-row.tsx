/** A row of empty seats under one light. */
export function EmptyRow() {
  return (
    <svg viewBox="0 0 168 60" aria-hidden="true" className="h-16 w-44">
      <defs>
        <radialGradient id="row-light" cx="0.5" cy="0.4" r="0.5">
          <stop offset="0" stopColor="var(--glow)" />
          <stop offset="1" stopColor="transparent" />
        </radialGradient>
      </defs>
      <ellipse cx="84" cy="28" rx="52" ry="28" fill="url(#row-light)" />
      {[0, 1, 2, 3, 4].map((i) => (
        <path
          key={i}
          d="M4 2h16a4 4 0 0 1 4 4v18a6 6 0 0 1-6 6H6a6 6 0 0 1-6-6V6a4 4 0 0 1 4-4Z"
          transform={`translate(${6 + i * 33} ${14 + Math.abs(i - 2) * -3 + 6})`}
          fill={i === 2 ? 'var(--accent)' : 'var(--line)'}
        />
      ))}
    </svg>
  )
}
