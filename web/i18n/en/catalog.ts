import { app } from './app.ts'

export const catalog = { app }
