import {offerCopying} from './copy.js';
import {listenToKeys} from './keys.js';
import {assistList} from './list.js';
import {goLive} from './live.js';
import {offerThemes} from './theme-switch.js';
import {keepTimes} from './times.js';

offerCopying();
listenToKeys();
assistList();
offerThemes();
keepTimes();
goLive();
