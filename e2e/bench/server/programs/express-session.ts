import express, { type Express } from 'express';
import session from 'express-session';
import { viewerToken } from '../data.ts';
import { sessionSecret } from './settings.ts';

declare module 'express-session' {
  interface SessionData {
    token?: string;
  }
}

/** An Express application with sessions in memory, as the README of express-session shows it. */
export function createExpress(): Express {
  const app = express();
  app.get('/livez', (_request, response) => void response.type('text').send('ok'));
  app.use(
    session({
      secret: sessionSecret,
      resave: false,
      saveUninitialized: false,
      cookie: { httpOnly: true, sameSite: 'strict' },
    }),
  );
  app.post('/sign-in/:viewer', (request, response) => {
    request.session.token = viewerToken(Number(request.params.viewer));
    response.json({ state: 'signed-in' });
  });
  app.use('/api', (request, response, next) => {
    if (request.session.token === undefined) response.status(401).json({ error: 'signed out' });
    else next();
  });
  app.get('/api/session', (_request, response) => void response.json({ state: 'signed-in' }));
  return app;
}
