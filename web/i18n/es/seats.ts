import type { Texts } from '../catalog.ts'
import { number, pick, plural } from '../words.ts'

export const seats: Texts['seats'] = {
  choosePlaces: 'Elegir localidades',
  chooseSeats: 'Elige tus asientos',
  getPlaces: 'Consigue tus localidades',
  howToChoose: 'Forma de elegir',
  ways: { map: 'Plano', list: 'Lista', best: 'Las mejores', standing: 'De pie' },
  connection: {
    live: { text: 'En directo', hint: 'Cada cambio se ve al momento' },
    connecting: { text: 'Conectando', hint: 'Los asientos aparecerán enseguida' },
    reconnecting: { text: 'Reconectando', hint: 'Lo que ves puede llevar un momento de retraso' },
    offline: { text: 'Sin conexión', hint: 'Lo que ves puede estar anticuado' },
  },
  loadingMap: 'Cargando el plano',
  legend: 'Cómo se ven los asientos',
  inspected: {
    ownSold: 'Este asiento es tuyo',
    ownHeld: 'Apartado para ti',
    held: 'Apartado por otra persona',
    heldText: (seat) => `${seat}. Volverá a estar libre si no lo compra.`,
    sold: 'Ya vendido',
    blocked: 'No está a la venta',
  },
  locked: {
    title: 'Tienes asientos apartados',
    text: 'Cámbialos o devuélvelos para elegir otros.',
  },
  soldOut: 'agotado',
  free: (n) => plural(n, { one: '# libre', other: '# libres' }),
  where: 'Dónde',
  anywhere: 'En cualquier sitio',
  bestOfAll: 'las mejores de todas',
  howMany: 'Cuántas',
  together: 'Sentarse juntos',
  wheelchair: 'Plaza para silla de ruedas',
  wheelchairHint: 'Una plaza así y las demás al lado',
  reserveBest: (n) => plural(n, { one: 'Apartar el mejor asiento', other: 'Apartar los # mejores asientos' }),
  inAll: (price) => `${price} en total.`,
  freeOfCharge: 'Gratis.',
  bestPromise: 'Los verás en el plano antes de pagar y puedes devolverlos.',
  lost: {
    title: (n) =>
      plural(n, {
        one: 'Alguien se ha adelantado con este asiento',
        other: 'Alguien se ha adelantado con estos asientos',
      }),
    text: (seats, n) =>
      pick(n, {
        one: `Acaban de ocupar este asiento: ${seats}.`,
        other: `Acaban de ocupar estos asientos: ${seats}.`,
      }),
    take: (seat) => `Elegir ${seat}`,
    takeNearest: (n) => plural(n, { one: 'Elegir el más cercano', other: 'Elegir los # más cercanos' }),
    chooseMyself: 'Elegir yo',
  },
  lapsed: {
    title: 'Se acabó el tiempo',
    text: (n) =>
      plural(n, {
        one: 'Tu localidad vuelve a estar libre para todos. Quizá nadie la haya elegido todavía.',
        other: 'Tus # localidades vuelven a estar libres para todos. Quizá nadie las haya elegido todavía.',
      }),
    again: 'Volver a apartarlas',
    others: 'Elegir otras',
  },
  sitApart: 'Sentarse por separado',
  loadAgain: 'Volver a cargar',
  hints: {
    map: 'Elige asientos en el plano.',
    list: 'Elige asientos en la lista.',
    held: 'Tuyos por ahora.',
    heldText: 'Completa la compra a tiempo, o cámbialos para elegir otros.',
  },
  limitReached: 'Ya tienes tus localidades',
  showMyTickets: 'Ver mis entradas',
  limits: {
    perOrder: (n) =>
      plural(n, { one: 'Hasta # localidad por reserva.', other: 'Hasta # localidades por reserva.' }),
    perPerson: (n) =>
      plural(n, {
        one: 'Como máximo # localidad por persona.',
        other: 'Como máximo # localidades por persona.',
      }),
    both: (order, person) =>
      plural(order, {
        one: `Hasta # localidad por reserva, y como máximo ${number(person)} por persona.`,
        other: `Hasta # localidades por reserva, y como máximo ${number(person)} por persona.`,
      }),
    full: 'No puedes tener más',
    owned: (owned, most) =>
      plural(owned, {
        one: `Ya tienes # localidad de las ${number(most)} que puede tener una persona.`,
        other: `Ya tienes # localidades de las ${number(most)} que puede tener una persona.`,
      }),
    person: (n) =>
      plural(n, {
        one: 'Una persona puede tener como máximo # localidad.',
        other: 'Una persona puede tener como máximo # localidades.',
      }),
    order: (n) =>
      plural(n, {
        one: 'Una reserva puede tener como máximo # localidad.',
        other: 'Una reserva puede tener como máximo # localidades.',
      }),
  },
  reserved: (n, seats) =>
    pick(n, {
      one: `${number(n)} localidad apartada para ti: ${seats}`,
      other: `${number(n)} localidades apartadas para ti: ${seats}`,
    }),
  givenBack: { title: 'Devueltas', text: 'Las localidades vuelven a estar libres para todos.' },
  notGivenBack: { title: 'No ha funcionado', text: 'Las localidades siguen apartadas para ti.' },
  reservedForYou: 'Apartadas para ti',
  reservedFor: (time) => `Apartadas durante ${time} más`,
  placesReservedFor: (n, time) =>
    plural(n, {
      one: `# localidad apartada durante ${time}`,
      other: `# localidades apartadas durante ${time}`,
    }),
  continue: 'Continuar',
  payNow: 'Pagar ahora',
  checkOut: 'Comprar',
  changeSeats: 'Cambiar asientos',
  giveBack: 'Devolver',
  selectedSeats: 'Asientos seleccionados',
  selected: (n) => plural(n, { one: '# asiento seleccionado', other: '# asientos seleccionados' }),
  reserveSeats: (n) => plural(n, { one: 'Apartar asiento', other: 'Apartar # asientos' }),
  reservePlaces: (n) => plural(n, { one: 'Apartar # localidad', other: 'Apartar # localidades' }),
  reservePromise: 'Los asientos apartados son solo tuyos mientras completas la compra.',
  clearAll: 'Quitar todos',
  remove: (seat) => `Quitar ${seat}`,
  showList: 'Mostrar la lista',
  hideList: 'Ocultar la lista',
  allGone: 'Agotado',
  placesIn: (n, area) =>
    pick(n, { one: `${number(n)} localidad, ${area}`, other: `${number(n)} localidades, ${area}` }),
}
