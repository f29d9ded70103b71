import { book, escaped, holdFor, placeOrderButton, putOnShort, type Walk } from './walk.ts'

/** An order and its tickets: named, shown large, passed on, taken by somebody else, cancelled, paid too late. */
export async function tickets(walk: Walk): Promise<void> {
  const { page, staff, t, at, look, glance } = walk
  const event = await putOnShort(staff, { title: 'A Night of Passing On', prices: { Stalls: 0 } })
  const order = await book(walk, { eventId: event, quantity: 3 })
  await at(`/orders/${order.id}`, 'order')
  const all = page.getByRole('article', { name: new RegExp(`^${escaped(t.orders.ticket(''))}`) })
  const first = all.first()
  await first.getByRole('button', { name: startOf(t.tickets.editNameOf) }).click()
  await look('order-naming-a-ticket')
  await first.getByRole('button', { name: t.tickets.keepName }).click()
  await first.getByRole('button', { name: t.orders.showCode }).click()
  await glance('ticket-scan')
  await page.getByRole('dialog').getByRole('button', { name: t.app.close }).click()

  await first.getByRole('button', { name: startOf(t.tickets.passOnOf) }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: t.tickets.transfer.confirm }).click()
  await dialog.getByText(t.tickets.transfer.nameMissing).waitFor()
  await glance('ticket-pass-on')
  const recipient = `charles-${order.id}@example.com`
  await dialog.getByLabel(t.tickets.transfer.name).fill('Charles Babbage')
  await dialog.getByLabel(t.tickets.transfer.email).fill(recipient)
  await dialog.getByRole('button', { name: t.tickets.transfer.confirm }).click()
  await first.getByText(t.tickets.passedOn, { exact: true }).waitFor()
  await all
    .nth(1)
    .getByRole('button', { name: startOf(t.tickets.cancelOf) })
    .click()
  await glance('ticket-cancel')
  await dialog.getByRole('button', { name: t.tickets.cancel.confirm }).click()
  await all.nth(1).getByText(t.orders.notValid).waitFor()
  await page.getByRole('button', { name: t.tickets.papers.resend }).click()
  await page.getByText(t.tickets.papers.resent).waitFor()
  await look('order-passed-on-and-cancelled')

  await at('/tickets/claim', 'claim-broken-link')
  await at('/tickets/claim#of-a-mail', 'claim')
}

/** Orders that did not go as planned. */
export async function ordersGoneWrong(walk: Walk): Promise<void> {
  const { page, staff, t, at, look } = walk
  await at('/orders/00000000-0000-7000-8000-000000000000', 'order-not-yours')
  const free = await putOnShort(staff, { title: 'Given Back', prices: { Stalls: 0 } })
  const { id } = await book(walk, { eventId: free, quantity: 2 })
  await page.goto(`/orders/${id}`)
  await page.getByRole('button', { name: t.orders.cancelBooking }).click()
  await page.getByRole('dialog').getByRole('button', { name: t.orders.cancel.confirm }).click()
  await page.getByRole('heading', { level: 1, name: t.orders.cancelled.title }).waitFor()
  await look('order-cancelled')

  const held = await holdFor(walk, 'grand-theatre', { quantity: 3, category: 'Upper Circle', adjacent: true })
  await page.goto(`/checkout/${held}`)
  await page.getByLabel(t.checkout.name).fill('Ada Lovelace')
  await page.getByLabel(t.checkout.email).fill('ada@example.com')
  await page.getByRole('button', { name: placeOrderButton(t) }).click()
  await page.getByRole('button', { name: startOf(t.checkout.pay) }).click()
  await page.getByRole('heading', { level: 1, name: t.orders.done }).waitFor()
  const address = page.url()
  const all = page.getByRole('article', { name: new RegExp(`^${escaped(t.orders.ticket(''))}`) })
  await all
    .first()
    .getByRole('button', { name: startOf(t.tickets.cancelOf) })
    .click()
  await page.getByRole('dialog').getByRole('button', { name: t.tickets.cancel.confirm }).click()
  await page.getByRole('heading', { name: t.tickets.refunds.title }).waitFor()
  await look('order-partly-refunded')

  // What takes a payment minutes to become is told to the page as if it had: its look is the same.
  const late = async (name: string, change: object) => {
    const pattern = /\/api\/v1\/orders\/[^/]+$/
    await page.route(pattern, async (route) => {
      const reply = await route.fetch()
      await route.fulfill({ response: reply, json: { ...(await reply.json()), ...change } })
    })
    await at(address, name)
    await page.unroute(pattern)
  }
  const seat = (label: string) => ({
    label,
    index: 1,
    seatId: label,
    category: 'Stalls',
    price: { amount: 1, currency: 'GBP' },
  })
  await late('order-late-kept', { paidLate: true })
  await late('order-late-replaced', {
    paidLate: true,
    replacedSeats: [seat('Upper Circle, row A, seat 11'), seat('Upper Circle, row A, seat 12')],
  })
  await late('order-late-refunded', { paidLate: true, state: 'expired', tickets: [] })
  await late('order-not-paid', { state: 'expired', tickets: [], refunds: [] })
  await late('order-refunded', { state: 'refunded' })
}

/** Bookings: to come, past, cancelled, passed on to the visitor. */
export async function bookings(walk: Walk): Promise<void> {
  const { page, staff, t, at, glance } = walk
  await at('/bookings', 'bookings-none')
  const event = await putOnShort(staff, { title: 'Something to Look Forward To', prices: { Stalls: 0 } })
  const order = await book(walk, { eventId: event, quantity: 2 })
  const [ticket] = order.tickets
  // The link that makes a ticket somebody else's is in their mail alone; here the page is told that it was opened.
  const received = {
    ...ticket,
    event: order.event,
    orderNumber: order.number,
    receivedFrom: 'Charles Babbage',
    transferredTo: null,
    wallets: [],
    serverTime: order.serverTime,
  }
  await page.route(/\/api\/v1\/tickets\/[^/]+$/, (route) => route.fulfill({ json: received }))
  await at(`/tickets/${ticket!.id}`, 'ticket-received')
  await page.route(/\/api\/v1\/me\/received-tickets/, (route) =>
    route.fulfill({ json: { tickets: [received] } }),
  )
  const shortly = await holdFor(walk, 'late-set', { quantity: 2, category: 'Table' })
  await page.goto(`/checkout/${shortly}`)
  await page.getByLabel(t.checkout.name).fill('Ada Lovelace')
  await page.getByLabel(t.checkout.email).fill('ada@example.com')
  await page.getByRole('button', { name: placeOrderButton(t) }).click()
  await page.getByRole('heading', { name: t.checkout.payment, exact: true }).waitFor()

  await at('/bookings', 'bookings')
  await page.getByRole('article').getByRole('button', { name: t.orders.cancelBooking }).first().click()
  await glance('bookings-cancel')
  await page.keyboard.press('Escape')
  await at('/bookings?tab=past', 'bookings-past-none')
  await at('/bookings?tab=cancelled', 'bookings-cancelled-none')
}

/** A name that begins as a text does before what is filled in. */
const startOf = (text: (value: string) => string) => new RegExp(escaped(text('PLACE')).replace('PLACE', '.+'))
