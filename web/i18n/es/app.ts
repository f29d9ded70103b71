import type { Texts } from '../catalog.ts'
import { rich } from '../words.ts'

export const app: Texts['app'] = {
  title: (page) => `${page} · Fullhouse`,
  skip: 'Saltar al contenido',
  mainNavigation: 'Principal',
  myBookings: 'Mis reservas',
  account: 'Cuenta',
  signIn: 'Iniciar sesión',
  promise: (name) =>
    rich`${name('Fullhouse.')} Todas las localidades vendidas, ninguna dos veces. Lo que ves aquí cambia en cuanto cambia una localidad.`,
  api: 'API',
  language: 'Idioma',
  languageFailed: 'No se ha podido cargar este idioma',
  checkConnection: 'Comprueba la conexión y vuelve a intentarlo.',
  theme: 'Aspecto',
  themes: { system: 'Como el dispositivo', dark: 'Oscuro', light: 'Claro' },
  otherTheme: { dark: 'Cambiar al aspecto oscuro', light: 'Cambiar al aspecto claro' },
  messages: 'Avisos',
  dismiss: 'Descartar',
  close: 'Cerrar',
  fewer: 'Menos',
  more: 'Más',
  showPassword: 'Mostrar la contraseña',
  hidePassword: 'Ocultar la contraseña',
  tryAgain: 'Reintentar',
  loading: 'Cargando',
  seeAllEvents: 'Ver todos los eventos',
  newVersion: 'Hay una nueva versión de la tienda.',
  update: 'Actualizar',
  notFound: {
    page: 'Página no encontrada',
    title: 'Esta página no existe',
    text: 'Puede que la dirección esté mal escrita o que la página ya no esté. Tus reservas no se ven afectadas.',
  },
  broken: {
    page: 'Algo ha fallado',
    title: 'No se ha podido mostrar esta página',
    text: 'Quizá se cortó la conexión o se acaba de publicar una nueva versión de la tienda. Tus localidades apartadas y tus reservas están a salvo.',
    reload: 'Volver a cargar',
    retry: 'Intentar sin recargar',
  },
}
