import { plural } from '../words.ts'

export const waitlist = {
  title: 'Lista de espera',
  join: {
    title: 'Esperar una plaza',
    text: 'Lo que alguien devuelve es para el primero de la lista al que le sirve. Conservas tu turno y nadie se cuela.',
    open: 'Apuntarme a la lista de espera',
    any: 'Cualquier categoría',
    category: 'Categoría',
    nameHint: 'Para la reserva que se hará en tu nombre',
    emailHint: 'Te escribimos cuando te toque',
    submit: (n: number) => plural(n, { one: 'Esperar # plaza', other: 'Esperar # plazas' }),
    promotes: 'Es gratis: en cuanto haya sitio tendrás una reserva confirmada sin hacer nada.',
    offers: (time: string) => `Cuando te toque, apartamos las plazas para ti durante ${time}.`,
  },
  place: {
    title: 'Estás en la lista de espera',
    position: (n: number) => plural(n, { one: 'Número #', other: 'Número #' }),
    next: 'Eres el siguiente turno',
    places: (n: number) => plural(n, { one: 'Para # plaza', other: 'Para # plazas' }),
    together: 'juntas',
    gathered: (n: number, of: number) =>
      plural(n, {
        one: `Ya hay # de ${of} plazas guardada para ti`,
        other: `Ya hay # de ${of} plazas guardadas para ti`,
      }),
    atLimit:
      'Te tocaba, pero con estas plazas tendrías más de las que permite este evento. Devuelve alguna para seguir.',
    stay: 'Esta página te avisa en cuanto te toque. También puedes cerrarla: tu turno se conserva.',
    leave: 'Salir de la lista',
    left: 'Has salido de la lista de espera',
    moved: (n: number) => plural(n, { one: 'Ahora eres el número #', other: 'Ahora eres el número #' }),
  },
  offer: {
    title: 'Te toca',
    text: (places: string) => `Apartado para ti: ${places}`,
    heldFor: (time: string) => `Apartado para ti durante ${time} más`,
    take: 'Quedármelas',
    decline: 'Dejarlas pasar',
    declined: 'Pasan al siguiente de la lista',
  },
  fulfilled: {
    title: 'Ya tienes tus plazas',
    text: 'Quedó sitio libre y tu reserva está confirmada.',
    show: 'Ver mi reserva',
  },
  lapsed: {
    title: 'Tu oferta ha caducado',
    text: 'Las plazas pasaron al siguiente de la lista. Puedes volver a apuntarte.',
  },
  toEvent: 'Ir al evento',
}
