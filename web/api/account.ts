import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { getAccount } from './auth.ts'
import { keys } from './queries.ts'

export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: getAccount,
  staleTime: 5 * 60_000,
})

/** Whoever is signed in: `undefined` while that is not yet known, `null` for a guest. */
export function useAccount() {
  return useQuery(accountQuery).data
}

/** After signing in or out everything that is “mine” is somebody else's: forget it, and ask again. */
export function useForgetIdentity() {
  const client = useQueryClient()
  return async () => {
    tellOtherTabs()
    await forgetIdentity(client)
  }
}

async function forgetIdentity(client: QueryClient): Promise<void> {
  await client.invalidateQueries({ queryKey: accountQuery.queryKey })
  client.removeQueries({ queryKey: keys.mine, type: 'inactive' })
  await client.resetQueries({ queryKey: keys.mine })
}

const CHANNEL = 'fullhouse.identity'

function tellOtherTabs(): void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage(null)
  channel.close()
}

/** Tabs share their cookies: who signs in or out in one of them does so in all. */
export function useOtherTabs(): void {
  const client = useQueryClient()
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL)
    channel.onmessage = () => void forgetIdentity(client)
    return () => channel.close()
  }, [client])
}
