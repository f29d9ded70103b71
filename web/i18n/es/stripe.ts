import type { Texts } from '../catalog.ts'

export const stripe: Texts['stripe'] = {
  title: 'Pago',
  loading: 'Se está cargando el formulario de pago',
  private: 'Tus datos van directamente a Stripe, que realiza el pago. Esta tienda nunca los ve.',
  pay: (total) => `Pagar ${total}`,
  declined: {
    title: 'No se ha podido hacer el pago',
    text: 'Tus localidades siguen reservadas. Inténtalo de nuevo o paga de otra manera.',
  },
  notLoaded: {
    title: 'No se ha podido cargar el formulario de pago',
    text: 'Lo proporciona Stripe. Puede que falle la red o que algo en este navegador bloquee los scripts. Tus localidades siguen reservadas.',
  },
  again: 'Intentar de nuevo',
  asking: 'Estamos confirmando tu pago…',
}
