import type { Texts } from '../catalog.ts'
import { plural, rich } from '../words.ts'

export const event: Texts['event'] = {
  page: 'Evento',
  loading: 'Cargando el evento',
  allEvents: 'Todos los eventos',
  when: 'Cuándo',
  where: 'Dónde',
  price: 'Precio',
  freePlaces: 'Localidades libres',
  yourTime: (time) => `Tu hora: ${time}`,
  freeOf: (free, all, strong) => rich`${strong(free)} de ${all} libres`,
  looking: (n) => plural(n, { one: '# persona mirando', other: '# personas mirando' }),
  aboutLabel: 'Sobre este evento',
  about: 'Sobre el evento',
  venue: 'Recinto',
  goodToKnow: 'Conviene saber',
  holdRule: (minutes) =>
    plural(minutes, {
      one: 'Una vez apartadas, las localidades son solo tuyas durante un minuto mientras completas la compra. Nadie puede quitártelas en ese tiempo.',
      other:
        'Una vez apartadas, las localidades son solo tuyas durante # minutos mientras completas la compra. Nadie puede quitártelas en ese tiempo.',
    }),
  notOnSale: {
    closed: {
      title: 'La venta ha terminado',
      text: 'Aquí ya no se venden entradas para este evento.',
    },
    past: { title: 'Este evento ya ha pasado', text: 'Si estuviste, tus entradas están en Mis reservas.' },
    cancelled: {
      title: 'Este evento se ha cancelado',
      text: 'Si tenías entradas, mira en Mis reservas qué pasa con tu dinero.',
    },
    draft: { title: 'Sin publicar todavía', text: 'Solo el organizador puede ver esta página.' },
  },
  otherEvents: 'Ver otros eventos',
  notOpen: {
    title: 'La venta no ha empezado',
    text: 'El organizador todavía no ha dicho cuándo empezará.',
  },
  opensIn: 'La venta empieza en',
  opensAt: (moment) => `${moment}. Quédate aquí: esta página se abre sola, no hace falta recargar nada.`,
  allTaken: {
    title: 'Ahora mismo todas las localidades están apartadas o vendidas',
    text: 'Las apartadas vuelven a quedar libres cuando a alguien se le acaba el tiempo. Quédate aquí: lo que se libere aparecerá al momento en el plano.',
  },
  mapFailed: 'No se ha podido cargar el plano',
  noSuch: {
    page: 'Evento no encontrado',
    title: 'Este evento no existe',
    text: 'Puede que lo hayan retirado o que la dirección esté mal escrita.',
  },
}
