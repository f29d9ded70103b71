import { account } from './account.ts'
import { app } from './app.ts'
import { best } from './best.ts'
import { checkout } from './checkout.ts'
import { discover } from './discover.ts'
import { event } from './event.ts'
import { formats } from './formats.ts'
import { map } from './map.ts'
import { moreTime } from './more-time.ts'
import { orders } from './orders.ts'
import { outbox } from './outbox.ts'
import { prices } from './prices.ts'
import { refusals } from './refusals.ts'
import { seats } from './seats.ts'
import { stripe } from './stripe.ts'
import { tickets } from './tickets.ts'
import { waitingRoom } from './waiting-room.ts'
import { waitlist } from './waitlist.ts'

export const catalog = {
  account,
  app,
  best,
  checkout,
  discover,
  event,
  formats,
  map,
  moreTime,
  orders,
  outbox,
  prices,
  refusals,
  seats,
  stripe,
  tickets,
  waitingRoom,
  waitlist,
}
