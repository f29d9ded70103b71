/** Databases of the run's PostgreSQL that tests copy. Migrated, with nothing in it. */
export const template = 'fullhouse_template'

/** With the demo's people and events. */
export const shopTemplate = 'fullhouse_shop'
