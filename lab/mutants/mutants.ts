export const mutants: never[] = []
