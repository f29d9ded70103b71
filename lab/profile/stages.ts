/** Which part of a request's way a function belongs to, by where its source lies. The first that matches counts. */
const stages: readonly (readonly [stage: string, source: RegExp])[] = [
  ['garbage collection', /^\(garbage collector\)$/],
  ['idle', /^\(idle\)$/],
  ['socket writes', /^write(v|Utf8String|Latin1String|AsciiString|Buffer)$/],
  ['native code and system calls', /^\((program|root)\)$/],
  ['postgres client (pg)', /node_modules\/(pg|pg-[\w-]+|postgres-[\w-]+|kysely)\//],
  [
    'accounts (better-auth, jose)',
    /node_modules\/(better-auth|@better-auth|better-call|jose)\/|server\/accounts\//,
  ],
  [
    'fastify',
    /node_modules\/(fastify|@fastify|find-my-way|avvio|light-my-request|fast-[\w-]+|secure-json-parse|ret|safe-regex2|rfdc|toad-cache)\//,
  ],
  ['log and metrics', /node_modules\/(pino|[\w-]*sonic-boom|prom-client|tdigest)|server\/observe\//],
  ['sockets (ws, live map)', /node_modules\/ws\/|server\/realtime\//],
  ['inventory', /server\/inventory\//],
  ['postgres (ours)', /server\/(postgres|sql)\//],
  ['booking', /server\/(booking|payments)\//],
  ['domain', /server\/domain\//],
  ['http (ours): routes, identity, replies', /server\/http\/|contract\//],
  ['server, the rest', /\/server\//],
  ['other packages', /node_modules\//],
  ['node: http', /^node:(internal\/http|_http|http)|^node:internal\/(url|querystring)/],
  ['node: sockets', /^node:(net|internal\/(net|stream_base_commons)|dgram)/],
  [
    'node: streams, buffers, events',
    /^node:(internal\/streams|stream|buffer|internal\/buffer|events|string_decoder|internal\/util|internal\/validators)/,
  ],
  [
    'node: timers, promises, queues',
    /^node:(internal\/(timers|process|async_hooks|async_context|promise|event_loop|fixed_queue|priority_queue|linkedlist)|timers|async_hooks|diagnostics_channel)/,
  ],
  ['node: crypto', /^node:(crypto|internal\/crypto)/],
  ['node, the rest', /^node:/],
]

/** V8 names its own time in brackets; everything else is known by the file that it is in. */
export function stageOf(functionName: string, url: string): string {
  const source = url === '' ? functionName : url
  for (const [stage, pattern] of stages) if (pattern.test(source)) return stage
  return url === '' ? 'built-in functions' : 'everything else'
}
