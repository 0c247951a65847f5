import { bootstrap } from './bootstrap';
import { controllers } from './controllers';
import { policies } from './policies';
import { register } from './register';
import { routes } from './routes';
import { services } from './services';

export default { register, bootstrap, controllers, policies, routes, services };
