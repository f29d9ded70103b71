import type { Texts } from '../catalog.ts'
import { number, plural, rich } from '../words.ts'

export const account: Texts['account'] = {
  page: 'Cuenta',
  failed: 'No se ha podido cargar tu cuenta',
  saved: 'Guardado',
  save: 'Guardar',
  yours: 'Tu cuenta',
  profile: 'Perfil',
  bookings: 'Reservas',
  bookingsText: 'Las entradas, el calendario y las cancelaciones están en tus reservas.',
  signOut: 'Cerrar sesión',
  signOutText:
    '¿Has perdido el móvil o usado un ordenador compartido? Cierra sesión en todas partes a la vez.',
  signOutEverywhere: 'Cerrar sesión en todas partes',
  everywhere: {
    title: '¿Cerrar sesión en todas partes?',
    stay: 'Seguir con la sesión',
    text: 'Todos los móviles y navegadores con sesión en esta cuenta tendrán que iniciarla de nuevo, este incluido. Tus reservas se conservan.',
  },
  signIn: {
    page: 'Iniciar sesión',
    title: 'Hola de nuevo',
    lead: 'Las localidades que tienes apartadas y las reservas que hiciste sin cuenta te acompañan.',
    toSignUp: (link) => rich`¿Aún no tienes cuenta? ${link('Crea una')}`,
    forgot: '¿Has olvidado la contraseña?',
    submit: 'Iniciar sesión',
  },
  signUp: {
    title: 'Crear una cuenta',
    lead: 'No hace falta para reservar. Guarda tus entradas en todos tus dispositivos y rellena el formulario la próxima vez.',
    toSignIn: (link) => rich`¿Ya tienes una? ${link('Inicia sesión')}`,
    submit: 'Crear cuenta',
  },
  keep: {
    title: 'Guarda estas entradas',
    text: (email, strong) =>
      rich`Elige una contraseña y ${strong(email)} será tu cuenta. Tendrás tus reservas en todos los dispositivos en los que inicies sesión.`,
    textWithout: 'Con una cuenta las tendrás en todos los dispositivos en los que inicies sesión.',
    done: { title: 'Tu cuenta está lista', text: 'Esta reserva ya está en ella.' },
  },
  forgot: {
    title: 'Restablecer la contraseña',
    lead: 'Dinos el correo de tu cuenta y te enviaremos un enlace para elegir una contraseña nueva.',
    back: 'Volver a iniciar sesión',
    submit: 'Enviar el enlace',
    sent: 'Mira tu correo',
    sentText: (email, strong) =>
      rich`Si hay una cuenta con ${strong(email)}, el enlace está en camino. Sirve durante una hora. ¿No ha llegado? Mira en el correo no deseado.`,
  },
  reset: {
    title: 'Elegir una contraseña nueva',
    submit: 'Guardar la contraseña',
    done: { title: 'Contraseña cambiada', text: 'Inicia sesión con la nueva.' },
    incomplete: {
      title: 'Este enlace está incompleto',
      text: 'Puede que el programa de correo lo haya cortado o que ya se haya usado.',
      action: 'Pedir un enlace nuevo',
    },
  },
  name: 'Nombre y apellidos',
  email: 'Correo electrónico',
  phone: 'Teléfono',
  phoneHint: 'Opcional. Solo se usa si un evento cambia a última hora.',
  password: 'Contraseña',
  newPassword: 'Contraseña nueva',
  newPasswordHint: (n) =>
    `Al menos ${number(n)} caracteres. Unas cuantas palabras seguidas son fáciles de recordar.`,
  errors: {
    noName: 'Escribe tu nombre.',
    wrongEmail: 'Escribe un correo electrónico, como nombre@example.com.',
    wrongPhone: 'Escribe un teléfono, como +34 910 123 456, o déjalo vacío.',
    noPassword: 'Escribe una contraseña.',
    shortPassword: (n) => plural(n, { other: 'Usa al menos # caracteres.' }),
    longPassword: (n) => plural(n, { other: 'Usa como máximo # caracteres.' }),
  },
  refusals: {
    noMatch: 'El correo y la contraseña no coinciden. Revísalos o restablece la contraseña.',
    emailTaken: 'Ya hay una cuenta con este correo. Inicia sesión.',
    wrongEmail: 'Esto no parece un correo electrónico.',
    shortPassword: 'La contraseña es demasiado corta. Elige una más larga.',
    longPassword: 'La contraseña es demasiado larga. Elige una más corta.',
    badPassword: 'Esta contraseña no se puede usar. Elige otra.',
    oldLink: 'Este enlace ya se ha usado o es demasiado antiguo. Pide uno nuevo.',
    unreachable: 'No se ha podido contactar con el servidor. Comprueba la conexión y vuelve a intentarlo.',
    tooOften: 'Demasiados intentos en poco tiempo. Espera un minuto y vuelve a intentarlo.',
    signedOut: 'Tu sesión está cerrada. Vuelve a iniciarla.',
    other: 'No ha funcionado. Vuelve a intentarlo en un momento.',
  },
  lab: {
    title: 'El laboratorio',
    text: 'Suelta una multitud inventada en una sala y mira cómo nada se vende dos veces.',
    open: 'Abrir el laboratorio',
  },
}
