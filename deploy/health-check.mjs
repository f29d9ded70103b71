// Docker's health check: 0 when this container's server is ready, else 1. The image has no curl.
const port = process.env.PORT ?? '3000'
const answer = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(
  (error) => error,
)
process.exitCode = answer.ok === true ? 0 : 1
if (process.exitCode === 1) console.error(answer.status ?? answer.cause?.code ?? answer.message)
