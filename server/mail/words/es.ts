import { formatsFor } from '../../language/formats.ts'
import type { Words } from './words.ts'

const { plural } = formatsFor('es')

export const es: Words = {
  labels: {
    event: 'Evento',
    when: 'Cuándo',
    where: 'Dónde',
    order: 'Número de pedido',
    seats: 'Localidades',
    total: 'Total',
    refund: 'Reembolso',
    amount: 'Importe',
    before: 'Antes',
    now: 'Ahora',
    until: 'Reservadas hasta',
    goesTo: 'Pasa a',
  },
  dayAndTime: (day, time) => `${day}, ${time}`,
  free: 'Gratis',
  hello: (name) => `Hola, ${name}:`,
  organiserSays: (note) => `El organizador dice: ${note}`,
  openOrder: 'Ver tu pedido',
  openEvent: 'Ver el evento',
  ticketsTitle: (n) => plural(n, { one: 'Tu entrada', other: 'Tus # entradas' }),
  codeAlt: (seat) => `Código QR de la entrada para ${seat}`,
  moreAttached: (n) =>
    plural(n, {
      one: 'Hay una entrada más en el archivo adjunto.',
      other: 'Hay # entradas más en el archivo adjunto.',
    }),
  moreInOrder: (n) =>
    plural(n, { one: 'Hay una entrada más en tu pedido.', other: 'Hay # entradas más en tu pedido.' }),
  showTicket:
    'Muestra el código en la entrada, en el móvil o en papel. Cada código deja pasar a una persona, una vez.',
  arrival:
    'El dinero vuelve por la misma vía por la que se pagó. Suele tardar de 5 a 10 días, según el banco.',
  nothingToDo: 'No tienes que hacer nada.',
  because: {
    order: 'Recibes este correo porque has pedido localidades en Fullhouse.',
    ticket: 'Recibes este correo porque alguien te ha traspasado una entrada en Fullhouse.',
    waitlist: 'Recibes este correo porque estás en una lista de espera de Fullhouse.',
    account: 'Recibes este correo porque alguien lo pidió en Fullhouse con tu dirección.',
  },
  answers: (organiser) => `¿Preguntas? Responde a este correo: lo lee ${organiser}.`,
  noReminders: 'Este es el único recordatorio de este pedido.',

  confirmation: {
    subject: (event) => `Tus entradas: ${event}`,
    preheader: (when, where) => `${when}, ${where}. Tus entradas están en este correo.`,
    heading: 'Ya tienes tus localidades',
    text: 'Gracias por tu pedido. Las localidades de abajo son tuyas y de nadie más.',
  },
  reminder: {
    subject: (event) => `Ya falta poco: ${event}`,
    preheader: (when, where) => `${when}, ${where}.`,
    heading: 'Ya falta poco',
    text: 'Tu evento está a punto de empezar. Aquí tienes todo lo que necesitas.',
  },
  cancellation: {
    subject: (event) => `Cancelado: tu pedido para ${event}`,
    subjectPart: (event) => `Se ha cancelado parte de tu pedido: ${event}`,
    preheader: (number) => `Pedido ${number}.`,
    heading: 'Tu pedido está cancelado',
    headingPart: 'Se ha cancelado parte de tu pedido',
    text: 'Te confirmamos que las localidades de abajo están canceladas. Sus entradas ya no son válidas.',
    rest: 'Tus demás entradas siguen siendo válidas.',
    noRefund: 'No hay nada que devolver.',
  },
  refund: {
    subject: (amount, event) => `Reembolso de ${amount}: ${event}`,
    preheader: (amount) => `Te estamos devolviendo ${amount}.`,
    heading: 'Tu dinero está en camino',
    reasons: {
      1: 'Tu pago llegó cuando el pedido ya estaba cancelado, así que te lo devolvemos.',
      2: 'Tu pago llegó cuando las localidades ya no estaban libres, así que te lo devolvemos entero.',
      3: 'Este pedido se pagó dos veces. Te devolvemos el segundo pago; tus entradas siguen siendo válidas.',
      7: 'Lo que se pagó no es lo que cuesta el pedido, así que te lo devolvemos.',
      4: 'El organizador te devuelve dinero.',
      5: 'El evento no se celebra, así que te devolvemos tu dinero.',
      6: 'Se te está devolviendo dinero de este pedido.',
    },
  },
  lateRefund: {
    subject: (event) => `Sin entradas, y tu dinero de vuelta: ${event}`,
    preheader: (amount) => `Tu pago de ${amount} llegó tarde.`,
    heading: 'Tu pago llegó tarde',
    what: 'Tus localidades estuvieron reservadas hasta que terminó el tiempo para pagar. Tu pago llegó después, cuando ya las tenían otras personas. Lo sentimos.',
    charged: (amount) => `Te devolvemos los ${amount} completos. Ya hemos iniciado el reembolso.`,
    notCharged: (amount) =>
      `No se te ha cobrado nada. Los ${amount} que tu banco había retenido vuelven a estar libres.`,
    released: 'Tu banco puede tardar unos días en mostrarlo.',
    again: 'Quizá queden otras localidades libres:',
  },
  seatsReplaced: {
    subject: (event) => `Tus entradas, en otras localidades: ${event}`,
    preheader: (places) => `Tus nuevas localidades: ${places}.`,
    heading: 'Tienes entradas, en otras localidades',
    text: 'Tu pago llegó cuando tus localidades ya estaban ocupadas. Como habías aceptado, te hemos dado otras de la misma categoría y al mismo precio.',
  },
  captureFailed: {
    subject: (event) => `Sin pagar y sin cobrar: ${event}`,
    preheader: 'Tu pedido está cancelado y no se te ha cobrado nada.',
    heading: 'Tu pago no se ha completado',
    text: 'Tu banco había aceptado este pago y después no lo realizó. Tu pedido está cancelado y sus entradas ya no son válidas.',
    notCharged: 'No se te ha cobrado nada.',
    again: 'Si aún quieres venir, haz otro pedido, quizá con otra tarjeta:',
  },
  transfer: {
    subject: (from, event) => `${from} tiene una entrada para ti: ${event}`,
    preheader: (when, where) => `${when}, ${where}.`,
    heading: (from) => `${from} te ha traspasado una entrada`,
    text: 'Esta entrada es para ti. Sigue el enlace para aceptarla: tiene un código nuevo, y el anterior ya no es válido.',
    take: 'Aceptar la entrada',
    keep: 'No reenvíes este correo: quien tenga el enlace puede aceptar la entrada.',
  },
  transferNotice: {
    subject: (to, event) => `Has traspasado una entrada a ${to}: ${event}`,
    preheader: 'Tu código anterior ya no es válido.',
    heading: 'Has traspasado tu entrada',
    text: 'Como pediste, esta entrada es ahora de otra persona, que la ha recibido por correo. Tu código anterior ya no abre la puerta.',
    notYou: 'Si no has sido tú, responde a este correo cuanto antes.',
  },
  waitlistOffer: {
    subject: (event) => `Localidades para ti: ${event}`,
    preheader: (until) => `Reservadas para ti hasta el ${until}.`,
    heading: 'Hay localidades para ti',
    text: (n) =>
      plural(n, {
        one: 'Ha quedado libre una localidad y te toca a ti en la lista de espera.',
        other: 'Han quedado libres # localidades y te toca a ti en la lista de espera.',
      }),
    deadline: (until) => `Son tuyas hasta el ${until}. Después pasan a quien sigue en la lista.`,
    take: 'Quedarme las localidades',
  },
  waitlistPromoted: {
    subject: (event) => `Sales de la lista de espera: ${event}`,
    preheader: (when, where) => `${when}, ${where}. Tus entradas están en este correo.`,
    heading: 'Has conseguido localidades',
    text: 'Alguien ha devuelto localidades y te tocaba a ti. Ahora son tuyas.',
    notComing: 'Si no puedes venir, cancela en tu pedido para que las tenga quien sigue en la lista.',
  },
  eventChanged: {
    subject: (event) => `Cambios: ${event}`,
    preheader: (when, where) => `Ahora ${when}, ${where}.`,
    heading: 'Tu evento ha cambiado',
    text: 'El organizador ha cambiado algo. Tus entradas siguen siendo válidas y sus códigos son los mismos.',
  },
  eventCancelled: {
    subject: (event) => `Cancelado: ${event}`,
    preheader: 'El evento no se celebra.',
    heading: 'El evento no se celebra',
    text: 'Lo sentimos: el organizador ha cancelado este evento. Tus entradas ya no son válidas.',
  },
  passwordReset: {
    subject: 'Una contraseña nueva para Fullhouse',
    preheader: 'Elígela antes de una hora.',
    heading: 'Elige una contraseña nueva',
    text: 'Alguien, seguramente tú, ha pedido una contraseña nueva. Elígela antes de una hora:',
    button: 'Elegir contraseña',
    notYou: 'Si no has sido tú, no hagas caso de este correo: no ha cambiado nada.',
  },
}
