import { LoaderCircle } from 'lucide-react'

export function Spinner() {
  return <LoaderCircle aria-hidden="true" className="size-[1.15em] animate-[turn_0.9s_linear_infinite]" />
}
