import type { Venue } from '../../contract/shapes/events.ts'
import type { NewEvent } from '../../contract/shapes/organiser.ts'
import type { NewCode } from '../../contract/shapes/prices.ts'
import type { LocalTime } from './local-time.ts'

/** One event of the demo. Its times are said relative to the day on which the demo is loaded. */
export interface DemoEvent {
  slug: string
  title: string
  summary: string
  /** Paragraphs. */
  description: string[]
  category: string
  venue: Venue
  timezone: string
  starts: LocalTime
  /** Length in minutes. */
  lasts: number
  /** The sale is open from the beginning unless this is in days to come. */
  saleOpens?: LocalTime
  saleEnds?: LocalTime
  /** The sale opens so many minutes after the demo is loaded, behind a waiting room that opens at once. */
  waitingRoom?: { opensInMinutes: number; admitPerMinute: number; targetInside: number }
  currency: string
  /** Minor units by category of the plan. */
  prices: Record<string, number>
  /** A file of `plans/` without `.json`, or rooms without numbered seats. */
  plan: string | OpenRoom
  maxPerOrder?: number
  maxPerCustomer?: number
  /** How often a hold may be given as long again before payment. */
  holdExtensions?: number
  concessions?: NewEvent['concessions']
  fees?: NewEvent['fees']
  tax?: NewEvent['tax']
  lockedCategories?: string[]
  /** When the sale opens for who has a code for that. */
  presale?: LocalTime
  codes?: Record<string, NewCode>
}

/** A room in which people sit or stand where they like. */
export interface OpenRoom {
  /** What the end of the room is called where things happen. */
  stage: string
  areas: { id: string; label: string; capacity: number; category: string; color: string }[]
}
