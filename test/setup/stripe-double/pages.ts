import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { Books } from './books.ts'
import { authenticate } from './intents.ts'

const script = readFileSync(join(import.meta.dirname, 'stripe-js/stripe.js'), 'utf8')
const frame = readFileSync(join(import.meta.dirname, 'stripe-js/payment-element.html'), 'utf8')
const bank = readFileSync(join(import.meta.dirname, 'stripe-js/bank.html'), 'utf8')

/** What a buyer's browser gets: the script, the frame that it puts into the shop's page, and the page of the buyer's bank. */
export function servePages(books: Books, url: URL, request: IncomingMessage, response: ServerResponse): void {
  const [, first, second, intentId = ''] = url.pathname.split('/')
  const intent = first === 'double' && second === 'authenticate' ? books.intents.get(intentId) : undefined
  if (second === 'stripe.js') send(response, 'text/javascript', script)
  else if (first === 'double' && second === 'payment-element') send(response, 'text/html', frame)
  else if (intent?.next_action && request.method === 'GET') send(response, 'text/html', bank)
  else if (intent?.next_action) {
    const back = new URL(intent.next_action.redirect_to_url.return_url)
    const agreed = url.searchParams.get('agreed') === 'true'
    authenticate(books, intentId, agreed)
    back.searchParams.set('payment_intent', intentId)
    back.searchParams.set('payment_intent_client_secret', intent.client_secret)
    back.searchParams.set('redirect_status', agreed ? 'succeeded' : 'failed')
    response.writeHead(303, { location: back.href }).end()
  } else response.writeHead(404).end()
}

function send(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, {
    'content-type': `${type}; charset=utf-8`,
    'cross-origin-resource-policy': 'cross-origin',
  })
  response.end(body)
}
