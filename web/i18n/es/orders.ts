import type { Texts } from '../catalog.ts'
import { number, pick, plural, rich } from '../words.ts'

export const orders: Texts['orders'] = {
  page: 'Reserva',
  myBookings: 'Mis reservas',
  bookings: 'Reservas',
  loading: 'Cargando tus reservas',
  guest: (link) =>
    rich`Estás sin cuenta, así que estas reservas solo están en este navegador. ${link('Inicia sesión')} para tenerlas en todas partes.`,
  groups: {
    upcoming: {
      name: 'Próximas',
      empty: 'Todavía no hay reservas',
      text: 'Tus entradas aparecen aquí en cuanto reservas, con cuenta o sin ella.',
    },
    past: {
      name: 'Pasadas',
      empty: 'No hay eventos pasados',
      text: 'Aquí quedará guardado todo a lo que hayas ido.',
    },
    cancelled: {
      name: 'Canceladas',
      empty: 'Nada cancelado',
      text: 'Aquí figuran las reservas que devuelvas.',
    },
  },
  findEvent: 'Buscar un evento',
  states: {
    awaiting_payment: 'Pendiente de pago',
    confirmed: 'Confirmada',
    cancelled: 'Cancelada',
    expired: 'No se pagó a tiempo',
    refunded: 'Reembolsada',
  },
  bookAgain: 'Reservar de nuevo',
  details: 'Detalles',
  payNow: 'Pagar ahora',
  showTickets: (n) => plural(n, { one: 'Ver entrada', other: 'Ver entradas' }),
  times: (n, place) => `${number(n)} × ${place}`,
  placesIn: (where, places) => `${where}: ${places}`,
  done: '¡Ya está!',
  doneText: (n, order, buyer, strong) =>
    pick(n, {
      one: rich`Tu entrada está abajo y en Mis reservas. Reserva ${strong(order)}, a nombre de ${buyer}.`,
      other: rich`Tus ${number(n)} entradas están abajo y en Mis reservas. Reserva ${strong(order)}, a nombre de ${buyer}.`,
    }),
  addToCalendar: 'Añadir al calendario',
  calendarNote: (order) => `Reserva ${order}`,
  share: 'Compartir',
  shareText: (event) => `Voy a ${event}. ¿Te vienes?`,
  linkCopied: { title: 'Enlace copiado', text: 'Lleva al evento, no a tus entradas.' },
  shareThis: 'Comparte esta dirección',
  cancelOrder: 'Cancelar pedido',
  cancelBooking: 'Cancelar reserva',
  cancel: {
    title: '¿Cancelar esta reserva?',
    keep: 'Conservarla',
    confirm: 'Cancelar la reserva',
    text: (n, event, strong) =>
      pick(n, {
        one: rich`${number(n)} localidad para ${strong(event)} quedará libre para otros al momento. Esto no se puede deshacer.`,
        other: rich`${number(n)} localidades para ${strong(event)} quedarán libres para otros al momento. Esto no se puede deshacer.`,
      }),
    refund: (total) => `Se te devolverán ${total}, por el mismo medio con el que pagaste.`,
    notCharged: 'No se ha cobrado nada, así que no hay nada que devolver.',
    wasFree: 'La reserva era gratuita, así que no hay nada que devolver.',
    done: 'Reserva cancelada',
  },
  ticket: (place) => `Entrada: ${place}`,
  showCode: 'Mostrar el código en grande, para escanearlo',
  notValid: 'Ya no es válida',
  scan: 'Entrada para escanear',
  codeOf: (place) => `Código de la entrada ${place}`,
  previousTicket: 'Entrada anterior',
  nextTicket: 'Entrada siguiente',
  ticketOf: (n, all) => `${number(n)} de ${number(all)}`,
  cancelled: {
    title: 'Esta reserva se canceló',
    text: 'Las localidades se devolvieron y sus entradas ya no son válidas.',
  },
  late: {
    kept: {
      title: 'Tu dinero llegó en el último momento',
      text: 'Se había acabado tu tiempo, pero tus localidades seguían libres. Son tuyas.',
    },
    replaced: {
      title: 'Tienes otras localidades',
      text: (from, to) =>
        `Tu dinero llegó cuando se había acabado tu tiempo y otros habían tomado ${from}. Como acordaste, tienes en su lugar ${to}: misma categoría, mismo precio.`,
    },
    gone: {
      title: 'Tu dinero llegó demasiado tarde',
      text: 'Tus localidades ya tenían dueño. Lo que se cobró vuelve a ti sin que hagas nada; si tu banco solo lo reservó, lo libera.',
    },
  },
  expired: {
    title: 'Este pedido no se pagó a tiempo',
    text: 'Las localidades volvieron a la venta y no se cobró nada.',
  },
  refunded: {
    title: 'Esta reserva se reembolsó',
    text: (total) =>
      `${total} vuelven por el mismo medio con el que pagaste. Sus entradas ya no son válidas.`,
  },
  notYours: {
    title: 'No puedes ver esta reserva',
    text: 'Las reservas solo se muestran a quien las hizo. Inicia sesión con la cuenta con la que se hizo, o abre esta página en el navegador en el que reservaste.',
  },
}
