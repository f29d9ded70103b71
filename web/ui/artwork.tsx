import { clsx } from 'clsx'
import { useState } from 'react'
import { smallArtwork } from '../../contract/small-artwork.ts'

interface ArtworkProps {
  src: string | null
  /** Chooses the stand-in when there is no picture. */
  title: string
  className?: string
  /** The first picture of a page is asked for at once. */
  eager?: boolean
  /** One of many, and shown a hand wide at most. */
  small?: boolean
}

/** An event's picture. It says nothing that the title beside it does not, so it is silent to screen readers. */
export function Artwork({ src, title, className, eager = false, small = false }: ArtworkProps) {
  const [failures, setFailures] = useState(0)
  const pictures = src ? new Set(small ? [smallArtwork(src), src] : [src]) : []
  const shown = [...pictures][failures]
  if (shown === undefined) return <StandIn title={title} className={className} />
  return (
    <img
      src={shown}
      alt=""
      loading={eager ? 'eager' : 'lazy'}
      fetchPriority={eager ? 'high' : 'auto'}
      decoding="async"
      onError={() => setFailures((before) => before + 1)}
      className={clsx('bg-raised object-cover', className)}
    />
  )
}

/** A curtain with the title's first letter, warm from below. */
function StandIn({ title, className }: { title: string; className?: string }) {
  return (
    <div
      aria-hidden="true"
      className={clsx('relative flex items-center justify-center overflow-hidden bg-velvet', className)}
    >
      <div className="absolute inset-0 bg-[repeating-linear-gradient(90deg,rgb(0_0_0/0.28)_0_3%,transparent_3%_9%,rgb(255_255_255/0.05)_9%_11%)]" />
      <div className="absolute inset-0 bg-[radial-gradient(ellipse_at_50%_110%,rgb(255_190_100/0.6),transparent_65%)]" />
      <span className="relative font-display text-7xl font-extrabold text-white/85">{title.slice(0, 1)}</span>
    </div>
  )
}
