/** Budgets that need a built web app and a browser with the machine to itself, and where they are held. */
export const measuredElsewhere = `Held by tests instead: JavaScript of the event page < 200 KB and of the whole app < 500 KB, gzip
(test/browser/bundle.test.ts). Lighthouse is not run here; test/browser holds every page to axe.`
