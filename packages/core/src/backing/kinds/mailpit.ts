import { type BackingKind, connectionOf } from '../kind';

/** Mailpit: takes every mail, delivers none, and shows them on a page. */
export const mailpit: BackingKind = {
  name: 'mailpit',
  title: 'Mailpit',
  image: 'axllent/mailpit:v1.30',
  ports: [1025, 8025],
  options: ({ service }) => ({
    volumes: [`${service}-data:/data`],
    environment: { MP_DATABASE: '/data/mailpit.db' },
    healthcheck: { test: ['CMD', '/mailpit', 'readyz'] },
    memory: '256m',
    connection: {
      ...connectionOf(service, `smtp://${service}:1025`, 'EMAIL_URL'),
      SMTP_HOST: service,
      SMTP_PORT: '1025',
    },
  }),
};
