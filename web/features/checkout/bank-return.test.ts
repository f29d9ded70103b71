import { expect, test } from 'vitest'
import { takeBankReturn } from './bank-return.ts'

function come(href: string) {
  const replaced: string[] = []
  const history = {
    state: { key: 1 },
    replaceState: (_state: unknown, _title: string, url: string) => void replaced.push(url),
  }
  const said = takeBankReturn({ href } as Location, history as unknown as History)
  return { said, replaced }
}

test('nobody was away', () => {
  expect(come('https://shop.test/orders/7?lang=de')).toEqual({ said: null, replaced: [] })
})

test.each([
  ['failed', 'failed'],
  ['succeeded', 'perhaps'],
  ['pending', 'perhaps'],
])('back with %s, and no secret stays in the address', (status, said) => {
  const query = `lang=de&payment_intent=pi_1&payment_intent_client_secret=pi_1_secret_2&redirect_status=${status}`
  expect(come(`https://shop.test/orders/7?${query}#x`)).toEqual({ said, replaced: ['/orders/7?lang=de#x'] })
})
