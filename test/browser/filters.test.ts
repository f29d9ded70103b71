import { expect } from 'vitest'
import { putOn } from '../setup/shopper.ts'
import { eventually, test } from './shop.ts'

for (const screen of ['phone', 'desk'] as const) {
  test(`on a ${screen} events are narrowed by price in one currency, and the address says so`, async ({
    visit,
    staff,
  }) => {
    const series = `Tariff${screen}`
    const put = (title: string, amount: number, currency: string) =>
      putOn(staff, 5, { title: `${series} ${title}`, prices: { Standing: amount }, currency, listed: true })
    await put('cheap', 1000, 'EUR')
    await put('dear', 9000, 'EUR')
    await put('yen', 3000, 'JPY')
    const { page, open } = await visit({ screen })
    await open(`/?search=${series}`)
    const titles = () => page.getByRole('region', { name: 'Events' }).getByRole('heading').allInnerTexts()
    await eventually(titles).toHaveLength(3)

    await page.getByRole('button', { name: /^Filters/ }).click()
    const dialog = page.getByRole('dialog', { name: 'Filters' })
    expect(await dialog.getByLabel('Up to').count(), 'an amount needs a currency first').toBe(0)
    await dialog.getByLabel('Currency').selectOption('EUR')
    await dialog.getByLabel('Up to').fill('50')
    await dialog.getByRole('button', { name: 'Show events' }).click()
    await eventually(titles).toEqual([`${series} cheap`])
    await page.waitForURL(/currency=EUR/)
    expect(new URL(page.url()).searchParams.get('priceMax')).toBe('5000')

    // A link handed on shows the same, in the dialog too.
    await page.reload()
    await eventually(titles).toEqual([`${series} cheap`])
    await page.getByRole('button', { name: 'Filters: 1 active' }).click()
    expect(await dialog.getByLabel('Up to').inputValue()).toBe('50')
    await dialog.getByLabel('From').last().fill('20')
    await dialog.getByLabel('Up to').fill('')
    await dialog.getByRole('button', { name: 'Show events' }).click()
    await eventually(titles).toEqual([`${series} dear`])
  })
}

test('what is over is shown to those who ask, the latest first, with its own kinds', async ({
  visit,
  staff,
}) => {
  const put = (title: string, startsAt: string, amount: number) =>
    putOn(staff, 5, { title, startsAt, category: 'Bygone', prices: { Standing: amount }, listed: true })
  await put('Bygone first', '2020-03-01T20:00:00.000Z', 3000)
  await put('Bygone second', '2021-03-01T20:00:00.000Z', 1000)
  const { page, open } = await visit({ screen: 'phone' })
  await open('/')
  await page.getByRole('radio', { name: 'Concert' }).waitFor()
  expect(await page.getByRole('radio', { name: 'Bygone' }).count()).toBe(0)
  await page.getByRole('button', { name: /^Filters/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Filters' })
  await dialog.getByText('Past events', { exact: true }).click()
  await dialog.getByRole('button', { name: 'Show events' }).click()
  await page.getByRole('heading', { level: 2, name: /^Past events/ }).waitFor()
  await page.getByRole('radio', { name: 'Bygone' }).check()
  const titles = () => page.getByRole('region', { name: 'Events' }).getByRole('heading').allInnerTexts()
  await eventually(titles).toEqual(['Bygone second', 'Bygone first'])
  await page.getByRole('combobox', { name: 'Sort by' }).selectOption('Oldest first')
  await eventually(titles).toEqual(['Bygone first', 'Bygone second'])
  await page.getByRole('combobox', { name: 'Sort by' }).selectOption('Lowest price')
  await eventually(titles).toEqual(['Bygone second', 'Bygone first'])
  await page.waitForURL(/past=true/)
})
