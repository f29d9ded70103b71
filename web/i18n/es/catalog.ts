import type { Texts } from '../catalog.ts'
import { app } from './app.ts'

export const catalog: Texts = { app }
