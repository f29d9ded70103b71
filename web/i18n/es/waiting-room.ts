import type { Texts } from '../catalog.ts'
import { plural } from '../words.ts'

export const waitingRoom: Texts['waitingRoom'] = {
  before: {
    title: 'La sala de espera está abierta',
    text: 'Toma sitio antes de que se abra la venta y entrarás en el sorteo del orden. Llegar antes no da ventaja.',
  },
  now: {
    title: 'Hay cola',
    text: 'Hay tanta gente que se entra por turno. Toma sitio; se conserva mientras haces otra cosa.',
  },
  yours: {
    title: 'Tu sitio en la cola se conserva',
    text: 'La sala de espera muestra cuánto falta y te avisa cuando sea tu turno.',
  },
  waiting: (n) => plural(n, { one: '# persona espera', other: '# personas esperan' }),
  join: 'Entrar en la cola',
  back: 'A la sala de espera',
  left: (time) => `Es tu turno: ${time} para reservar tus localidades`,
  over: 'Tu tiempo ha terminado. Lo que has reservado sigue siendo tuyo.',
  leave: 'Dejar pasar a la siguiente persona',
}
