import { bootstrap } from './bootstrap';
import { destroy } from './destroy';
import { services } from './services';

export default { bootstrap, destroy, services };
