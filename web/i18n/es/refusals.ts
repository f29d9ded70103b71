import type { Texts } from '../catalog.ts'
import { pick, plural } from '../words.ts'

export const refusals: Texts['refusals'] = {
  seatsTaken: {
    title: (n) =>
      plural(n, {
        one: 'Alguien se ha adelantado con este asiento',
        other: 'Alguien se ha adelantado con estos asientos',
      }),
    text: (seats, n) =>
      pick(n, {
        one: `Ya está apartado o vendido, así que lo hemos quitado: ${seats}. Los demás siguen seleccionados.`,
        other: `Ya están apartados o vendidos, así que los hemos quitado: ${seats}. Los demás siguen seleccionados.`,
      }),
  },
  soldOut: {
    title: 'Ahora mismo no hay nada libre',
    text: 'Todo lo que encaja con lo que pides está apartado o vendido. Lo apartado vuelve a quedar libre cuando a alguien se le acaba el tiempo, así que vale la pena volver a mirar.',
  },
  notEnough: {
    title: (n) => plural(n, { one: 'Solo queda # localidad', other: 'Solo quedan # localidades' }),
    text: 'Son menos de las que pedías. Elige menos o mira en otra categoría.',
  },
  notAdjacent: {
    title: 'No hay asientos contiguos',
    text: 'Hay asientos libres suficientes, pero no seguidos. Prueba por separado, en otra categoría o con menos personas.',
  },
  notSoldOut: {
    title: 'Al final hay sitio',
    text: 'Acaba de quedar libre algo que encaja con lo que pides. Resérvalo ahora, no hace falta esperar.',
  },
  alreadyWaiting: {
    title: 'Ya estás en la lista',
    text: 'Ya tienes un puesto en esta lista de espera. Está en Mis reservas.',
  },
  waitlistClosed: {
    title: 'No hay lista de espera',
    text: 'Este evento no tiene, o está llena.',
  },
  limit: {
    title: (n) => plural(n, { one: 'Como máximo # localidad', other: 'Como máximo # localidades' }),
    text: 'Este evento limita cuántas localidades puede tener un pedido o una persona, contando las que ya tienes apartadas o reservadas.',
  },
  notOnSale: {
    title: 'No está a la venta',
    opens: (moment) => `La venta empieza el ${moment}. Esta página te avisará cuando empiece.`,
    text: 'En este momento no se venden entradas para este evento.',
  },
  unknownSeats: {
    title: 'El plano ha cambiado',
    text: (seats, n) =>
      pick(n, {
        one: `Ya no forma parte de este evento: ${seats}. Vuelve a cargar la página para ver el plano nuevo.`,
        other: `Ya no forman parte de este evento: ${seats}. Vuelve a cargar la página para ver el plano nuevo.`,
      }),
  },
  holdExpired: {
    title: 'Se acabó el tiempo',
    text: 'Tus asientos estaban apartados por un tiempo limitado, y ya ha pasado. Puede que sigan libres: elígelos otra vez.',
  },
  holdEnded: {
    title: 'Estas localidades ya no están apartadas',
    text: 'Las devolviste, o ya son una reserva. Mira tus reservas antes de elegir otra vez.',
  },
  notExtendable: {
    title: 'No se puede dar más tiempo',
    text: 'Estas localidades conservan el tiempo que tienen. Completa la compra antes de que se acabe.',
  },
  notCancellable: {
    title: 'Esta reserva no se puede cancelar',
    text: 'Ya ha terminado, o el evento ha empezado.',
  },
  declined: {
    title: 'El pago se ha rechazado',
    text: 'No se ha cobrado nada. Los asientos siguen siendo tuyos hasta que se acabe el tiempo: inténtalo otra vez o paga de otra forma.',
  },
  alreadyPaid: { title: 'Ya está pagado', text: 'Este pedido ya se pagó. Mira tus reservas.' },
  refundTooLarge: {
    title: 'Más de lo que se pagó',
    text: 'Elige un importe menor.',
  },
  invalid: {
    title: 'Falta algo o no es correcto',
    text: 'Revisa lo que has escrito y vuelve a intentarlo.',
  },
  notFound: {
    title: 'No encontrado',
    text: 'No existe o es de otra persona. Si es tuyo, inicia sesión con la cuenta con la que se hizo.',
  },
  unauthenticated: { title: 'Inicia sesión', text: 'Para esto hace falta una cuenta.' },
  forbidden: { title: 'No permitido', text: 'Tu cuenta no puede hacer esto.' },
  forbiddenOrigin: {
    title: 'Bloqueado por tu seguridad',
    text: 'La petición no venía de este sitio. Vuelve a cargar la página desde su propia dirección.',
  },
  queue: {
    title: 'Hay cola',
    text: 'Hay tanta gente que se entra por turnos. Vuelve a cargar la página para ponerte a la cola.',
  },
  tooFast: {
    title: 'Un poco demasiado rápido',
    text: (seconds) =>
      plural(seconds, {
        one: 'Espera # segundo y vuelve a intentarlo.',
        other: 'Espera # segundos y vuelve a intentarlo.',
      }),
  },
  unavailable: {
    title: 'La taquilla está desbordada',
    text: 'No se ha reservado nada y no se ha perdido nada. Vuelve a intentarlo en un momento.',
  },
  keyReused: {
    title: 'Esto ya se envió, pero de otra forma',
    text: 'Por seguridad no lo hemos hecho dos veces. Mira tus reservas y vuelve a intentarlo.',
  },
  internal: {
    title: 'Algo ha fallado por nuestra parte',
    text: 'Ha quedado registrado. Inténtalo otra vez; si se llegó a reservar algo, lo encontrarás en tus reservas.',
  },
  notVerified: { title: 'No aceptado', text: 'No se ha podido verificar el mensaje.' },
  notPossible: { title: 'No es posible', text: 'Vuelve a cargar la página.' },
  tooLarge: { title: 'Demasiado de una vez', text: 'Elige menos asientos y vuelve a intentarlo.' },
  seatsInUse: { title: 'Hay asientos en uso', text: (seats) => `Apartados o vendidos: ${seats}.` },
  invalidPlan: { title: 'El plano tiene errores', text: 'Revisa el plano.' },
  labBusy: {
    title: 'Ya hay una prueba en marcha',
    text: 'Espera a que termine o detenla.',
  },
  addressTaken: { title: 'Esta dirección ya está en uso', text: 'Elige otra.' },
  queueClosed: {
    title: 'La sala de espera está cerrada',
    opens: (moment) => `Abre el ${moment}.`,
    text: 'En este momento no deja entrar a nadie.',
  },
  challenge: {
    title: 'Un momento',
    text: 'Vuelve a cargar la página para que podamos distinguirte de un robot.',
  },
  invitation: {
    title: 'Solo con invitación',
    text: 'La sala de espera está abierta a quienes tienen un código de invitación con plazas libres.',
  },
  notTransferable: {
    title: 'Esta entrada no se puede ceder',
    text: 'Ya no es válida o ya se cedió, el evento ha empezado o el organizador no lo permite.',
  },
  namesFixed: {
    title: 'Los nombres ya no se pueden cambiar',
    text: (moment) => `Se podían cambiar hasta el ${moment}.`,
  },
  alreadyClaimed: { title: 'Esta entrada ya tiene dueño', text: 'Alguien la ha añadido a su cuenta.' },
  nothingToSend: { title: 'No hay entradas que enviar', text: 'Esta reserva no está confirmada.' },
  codeRequired: {
    title: 'Hace falta un código',
    text: (categories) => `Solo se puede reservar con un código que lo permita: ${categories}.`,
  },
  invalidCode: {
    title: 'Este código no sirve',
    reasons: {
      unknown: 'No lo conocemos. Comprueba que esté bien escrito.',
      not_yet_valid: 'Todavía no es válido.',
      expired: 'Ha caducado.',
      not_for_presale: 'No abre la preventa.',
      not_for_these_seats: 'No sirve para estas localidades. Elige otras.',
      not_combinable: 'Tus localidades están apartadas con otro código y no se pueden combinar.',
    },
  },
  codeUsedUp: {
    title: 'Este código está agotado',
    text: (n) =>
      n === 0
        ? 'Con él no se pueden conseguir más entradas.'
        : plural(n, {
            one: 'Con él se puede conseguir # entrada más.',
            other: 'Con él se pueden conseguir # entradas más.',
          }),
  },
  priceChanged: {
    title: 'El precio ha cambiado',
    text: (total) => `El pedido cuesta ahora ${total}. Revísalo antes de reservar.`,
  },
  unreachable: {
    title: 'Sin conexión',
    text: 'No se ha podido contactar con el servidor. No se ha perdido nada: comprueba la conexión y vuelve a intentarlo.',
  },
}
