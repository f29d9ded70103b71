import { onDatabase } from './on-database.ts'

// Makes an account an organiser's, who may put on events. There is no way to become one through the shop.

const [email, ...more] = process.argv.slice(2)
if (email === undefined || more.length > 0) {
  console.error('npm run organiser -- EMAIL      of an account that exists: sign up in the shop first')
  process.exitCode = 2
} else
  await onDatabase(
    async (pool) => {
      const { rows } = await pool.query<{ name: string; since: Date }>(
        `update users set role = 'organiser', updated_at = now() where lower(email) = lower($1)
         returning name, created_at as since`,
        [email],
      )
      const [account] = rows
      if (account === undefined) throw new Error(`There is no account ${email}. Sign up in the shop first.`)
      // Addresses are not checked at sign-up: whoever runs this should see whose account it is.
      console.log(
        `${account.name} <${email}>, who signed up on ${account.since.toISOString().slice(0, 10)}, is an organiser now.`,
      )
    },
    { beside: true },
  )
