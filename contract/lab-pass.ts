/**
 * The header by which a run's own buyers are known: its value is a secret of the server and of the process that it
 * started (`LabOrder.pass`). It opens the run's sandbox, lifts the limits by address, which all buyers of one machine would
 * share, and reads the ledger of that one event.
 */
export const LAB_PASS_HEADER = 'fullhouse-lab'
