import { describe, expect, it } from 'vitest'
import { claimSeats } from '../../server/sql/claim-seats.ts'
import { freshDatabase } from '../setup/database.ts'
import { beginOn, claimOne, job, openHouse, owners, someoneWaits, weaken } from './house.ts'

describe('all-or-nothing', () => {
  it('a hold that loses one of its seats gets none, whichever comes first', async () => {
    await using database = await freshDatabase()
    const { id } = await openHouse(database.pool, 5)
    const first = await beginOn(database.pool)
    await claimOne(first.client, id, job([1, 2]))
    const second = claimOne(database.pool, id, job([0, 2, 3]))
    await someoneWaits(database.pool)
    await first.commit()
    expect(await second).toEqual({ code: 'SEATS_TAKEN', seats: [2] })
    expect((await owners(database.pool, id)).map(({ seat }) => seat)).toEqual([1, 2])
  })

  it('one loser in a batch costs its neighbours nothing', async () => {
    await using database = await freshDatabase()
    const { id } = await openHouse(database.pool, 9)
    await claimOne(database.pool, id, job([4]))
    const verdicts = await claimSeats(database.pool, id, [job([0, 1]), job([3, 4, 5]), job([6])])
    expect(verdicts.map(({ code }) => code)).toEqual(['CLAIMED', 'SEATS_TAKEN', 'CLAIMED'])
    expect((await owners(database.pool, id)).map(({ seat }) => seat)).toEqual([0, 1, 4, 6])
    const { rows } = await database.pool.query('select seats from holds order by seats[1]')
    expect(rows.map(({ seats }) => seats)).toEqual([[0, 1], [4], [6]])
  })

  it('two batches of two servers that want each other’s seats never wait in a circle', async () => {
    await using database = await freshDatabase()
    const { id } = await openHouse(database.pool, 40)
    for (let round = 0; round < 20; round += 1) {
      const seats = [round * 2, round * 2 + 1]
      const verdicts = await Promise.all([
        claimSeats(database.pool, id, [job([seats[0]!]), job([seats[1]!])]),
        claimSeats(database.pool, id, [job([seats[1]!]), job([seats[0]!])]),
      ])
      expect(verdicts.flat().filter(({ code }) => code === 'CLAIMED')).toHaveLength(2)
    }
  })

  it('negative control: without giving back, the loser’s other seats are lost to everyone', async () => {
    await using database = await freshDatabase()
    const { id } = await openHouse(database.pool, 5)
    await weaken(database.pool, 'claim_seats', /delete from claims c\s+using[\s\S]*?;/)
    await claimOne(database.pool, id, job([2]))
    expect((await claimOne(database.pool, id, job([1, 2, 3]))).code).toBe('SEATS_TAKEN')
    expect((await claimOne(database.pool, id, job([3]))).code).toBe('SEATS_TAKEN')
  })
})
