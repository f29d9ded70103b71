import { Sparkles } from 'lucide-react'
import { useState } from 'react'
import type { Event } from '../../../contract/shapes/events.ts'
import type { SeatSelection } from '../../../contract/shapes/holds.ts'
import { formatPrice } from '../../format/money.ts'
import { Button } from '../../ui/button.tsx'
import { Stepper } from '../../ui/stepper.tsx'
import { Switch } from '../../ui/switch.tsx'
import { CategoryRadios } from './category-list.tsx'

interface BestAvailableProps {
  event: Event
  most: number
  /** Categories that have chairs; standing room has its own panel. */
  categories: Event['categories']
  busy: boolean
  onReserve: (selection: SeatSelection) => void
}

/** For those who would rather say what they want than look for it. */
export function BestAvailable({ event, most, categories, busy, onReserve }: BestAvailableProps) {
  const [quantity, setQuantity] = useState(Math.min(2, most))
  const [category, setCategory] = useState<string | null>(null)
  const [together, setTogether] = useState(true)
  const [accessible, setAccessible] = useState(false)
  const price = categories.find((one) => one.name === category)?.price
  return (
    <div className="grid gap-5">
      <Stepper label="How many" value={Math.min(quantity, most)} min={1} max={most} onChange={setQuantity} />
      <CategoryRadios categories={categories} value={category} onChange={setCategory} />
      <div className="grid gap-2">
        {quantity > 1 ? <Switch label="Sit together" checked={together} onChange={setTogether} /> : null}
        <Switch
          label="Wheelchair place"
          hint={quantity > 1 ? 'One such place, the others beside it' : undefined}
          checked={accessible}
          onChange={setAccessible}
        />
      </div>
      <Button
        size="l"
        busy={busy}
        icon={<Sparkles aria-hidden="true" className="size-5" />}
        onClick={() =>
          onReserve({
            quantity: Math.min(quantity, most),
            ...(category ? { category } : {}),
            ...(quantity > 1 && together ? { adjacent: true } : {}),
            ...(accessible ? { accessible: true } : {}),
          })
        }
      >
        Reserve the best {quantity > 1 ? `${quantity} seats` : 'seat'}
      </Button>
      <p className="-mt-2 text-sm text-ink-faint">
        {price && price.amount > 0
          ? `${formatPrice({ ...price, amount: price.amount * quantity })} in all. `
          : event.priceRange.max.amount > 0
            ? ''
            : 'Free of charge. '}
        You see them on the map before you pay, and can give them back.
      </p>
    </div>
  )
}
