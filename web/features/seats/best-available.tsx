import { Sparkles } from 'lucide-react'
import { useState } from 'react'
import type { Event } from '../../../contract/shapes/events.ts'
import type { SeatSelection } from '../../../contract/shapes/holds.ts'
import { formatPrice } from '../../format/money.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button.tsx'
import { Stepper } from '../../ui/stepper.tsx'
import { Switch } from '../../ui/switch.tsx'
import { CategoryRadios } from './category-list.tsx'
import type { BestWish } from './use-best-seats.ts'

interface BestAvailableProps {
  event: Event
  most: number
  /** Categories that have chairs; standing room has its own panel. */
  categories: Event['categories']
  busy: boolean
  /** Shows them before anything is taken. */
  onPreview: (wish: BestWish) => void
  /** Takes them without a look. */
  onReserve: (selection: SeatSelection) => void
}

/** For those who would rather say what they want than look for it. */
export function BestAvailable({ event, most, categories, busy, onPreview, onReserve }: BestAvailableProps) {
  const { seats: t, best } = useTexts()
  const [quantity, setQuantity] = useState(Math.min(2, most))
  const [category, setCategory] = useState<string | null>(null)
  const [together, setTogether] = useState(true)
  const [accessible, setAccessible] = useState(false)
  const wish: BestWish = {
    quantity: Math.min(quantity, most),
    ...(category ? { category } : {}),
    ...(quantity > 1 && together ? { adjacent: true } : {}),
    ...(accessible ? { accessible: true } : {}),
  }
  const price = categories.find((one) => one.name === category)?.price
  return (
    <div className="grid gap-5">
      <Stepper label={t.howMany} value={Math.min(quantity, most)} min={1} max={most} onChange={setQuantity} />
      <CategoryRadios categories={categories} value={category} onChange={setCategory} />
      <div className="grid gap-2">
        {quantity > 1 ? <Switch label={t.together} checked={together} onChange={setTogether} /> : null}
        <Switch
          label={t.wheelchair}
          hint={quantity > 1 ? t.wheelchairHint : undefined}
          checked={accessible}
          onChange={setAccessible}
        />
      </div>
      <Button
        size="l"
        busy={busy}
        icon={<Sparkles aria-hidden="true" className="size-5" />}
        onClick={() => onPreview(wish)}
      >
        {best.show(wish.quantity)}
      </Button>
      <Button look="quiet" className="-mt-2" busy={busy} onClick={() => onReserve(wish)}>
        {t.reserveBest(wish.quantity)}
      </Button>
      <p className="-mt-2 text-sm text-ink-faint">
        {price && price.amount > 0
          ? t.inAll(formatPrice({ ...price, amount: price.amount * quantity }))
          : event.priceRange.max.amount > 0
            ? null
            : t.freeOfCharge}{' '}
        {best.promise}
      </p>
    </div>
  )
}
