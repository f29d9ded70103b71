import { account } from './account.ts'
import { app } from './app.ts'
import { checkout } from './checkout.ts'
import { discover } from './discover.ts'
import { event } from './event.ts'
import { formats } from './formats.ts'
import { map } from './map.ts'
import { orders } from './orders.ts'
import { refusals } from './refusals.ts'
import { seats } from './seats.ts'

export const catalog = { account, app, checkout, discover, event, formats, map, orders, refusals, seats }
