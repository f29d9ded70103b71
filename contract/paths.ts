/** Method and path of every operation. Kept apart from the schemas so that a browser need not load those. */
export const paths = {
  listEvents: ['GET', '/api/v1/events'],
  listChoices: ['GET', '/api/v1/event-choices'],
  getEvent: ['GET', '/api/v1/events/:idOrSlug'],
  getPlan: ['GET', '/api/v1/events/:idOrSlug/plan'],
  getAvailability: ['GET', '/api/v1/events/:idOrSlug/availability'],
  previewBest: ['GET', '/api/v1/events/:idOrSlug/best'],
  placeHold: ['POST', '/api/v1/events/:idOrSlug/holds'],
  getHold: ['GET', '/api/v1/holds/:id'],
  releaseHold: ['DELETE', '/api/v1/holds/:id'],
  extendHold: ['POST', '/api/v1/holds/:id/extend'],
  placeOrder: ['POST', '/api/v1/orders'],
  getOrder: ['GET', '/api/v1/orders/:id'],
  cancelOrder: ['POST', '/api/v1/orders/:id/cancel'],
  payDemo: ['POST', '/api/v1/payments/demo/:orderId'],
  myHolds: ['GET', '/api/v1/me/holds'],
  myOrders: ['GET', '/api/v1/me/orders'],
  myTickets: ['GET', '/api/v1/me/tickets'],
  createEvent: ['POST', '/api/v1/organiser/events'],
  changeEvent: ['PATCH', '/api/v1/organiser/events/:id'],
  blockSeats: ['PUT', '/api/v1/organiser/events/:id/blocks'],
  rebuildAvailability: ['POST', '/api/v1/organiser/events/:id/rebuild'],
  dumpLedger: ['GET', '/api/v1/organiser/events/:id/ledger'],
} as const satisfies Record<string, readonly ['GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', string]>

export type OperationName = keyof typeof paths
