import type { Texts } from '../catalog.ts'
import { number, plural, rich } from '../words.ts'

export const checkout: Texts['checkout'] = {
  page: 'Compra',
  steps: { seats: 'Asientos', details: 'Tus datos', payment: 'Pago', tickets: 'Entradas', done: 'hecho' },
  yourDetails: 'Tus datos',
  guest: (link) =>
    rich`Compras sin cuenta. ${link('Inicia sesión')} si ya tienes una; tus localidades te acompañan.`,
  toPayment: 'Continuar al pago',
  othersWillDo: {
    label: 'Me sirven otras localidades',
    hint: 'Solo si tu pago llega cuando se ha acabado tu tiempo y estas ya no están: las mismas categorías, al mismo precio. Si no, te devolvemos el dinero.',
  },
  bookFree: 'Reservar ahora, gratis',
  backToEvent: 'Volver al evento',
  released: { title: 'Has devuelto estas localidades', text: 'Vuelven a estar libres para todos.' },
  expired: {
    title: 'Se acabó el tiempo',
    text: 'Tus localidades estaban apartadas por un tiempo limitado, para que nadie espere en vano. No se ha cobrado nada. Puede que sigan libres.',
  },
  chooseAgain: 'Elegir de nuevo',
  noSuch: {
    title: 'No hay tal compra pendiente',
    text: 'Puede que terminara hace tiempo o que se hiciera en otro dispositivo o en otro navegador.',
  },
  yourOrder: 'Tu pedido',
  total: (places, n) => rich`Total ${places(plural(n, { one: '· # localidad', other: '· # localidades' }))}`,
  totalShort: 'Total',
  times: (n, place) => `${number(n)} × ${place}`,
  name: 'Nombre y apellidos',
  email: 'Correo electrónico',
  emailHint: 'Solo para noticias de esta reserva. Nada más.',
  errors: {
    noName: 'Escribe tu nombre; figura en las entradas.',
    longName: (n) => `Acorta el nombre a ${number(n)} caracteres.`,
    noEmail: 'Escribe tu correo electrónico, por si cambia algo del evento.',
    wrongEmail: 'Esto no parece un correo electrónico. Debería ser como nombre@example.com.',
    nameRefused: 'Este nombre no se puede usar. Revísalo.',
  },
  payment: 'Pago',
  playMoney: 'Dinero de prueba: no se cobra nada',
  testCard: 'Tarjeta de prueba',
  cards: {
    succeed: { name: 'Tarjeta que paga', note: 'El pago se acepta' },
    decline: { name: 'Tarjeta sin fondos', note: 'El banco dice que no' },
    challenge: { name: 'Tarjeta que pregunta', note: 'El banco quiere saber que eres tú' },
    slow: { name: 'Banco lento', note: 'Responde al cabo de unos segundos' },
    late: { name: 'Banco que llega tarde', note: 'Responde cuando tu tiempo se ha acabado' },
    webhook_first: { name: 'Mensajero rápido', note: 'Nos enteramos antes que esta página' },
    webhook_twice: { name: 'Mensajero que viene dos veces', note: 'Nos enteramos por duplicado' },
    webhook_lost: { name: 'Mensajero que se pierde', note: 'Nadie nos avisa; tenemos que preguntar' },
  },
  demo: {
    choose: 'Lo que hace tu banco',
    more: 'Problemas en la línea',
    challenge: {
      title: 'Tu banco pregunta: ¿eres tú?',
      text: 'Un banco de verdad mostraría aquí su propia página (3-D Secure). Todavía no se ha cobrado nada.',
      yes: 'Sí, soy yo',
      no: 'No, detener este pago',
    },
    waiting: {
      title: 'Tu banco está en ello',
      text: 'Puedes salir de esta página: no se pierde nada y seguimos preguntando.',
    },
  },
  pay: (total) => `Pagar ${total}`,
  paid: 'Pagado. Tus entradas están listas.',
  onItsWay: 'El pago está en camino',
  handledBy: (provider) =>
    `El pago lo gestiona ${provider}. Esta página mostrará tus entradas en cuanto llegue.`,
  theOrganiser: 'el organizador',
}
