import { shared } from '../../../kubernetes';
import type { JsonObject } from '../../../kubernetes';
import type { ResourcesModel } from '../../../model';
import { onceForEach, resourcesFor } from '../../native/objects';
import { jsonOf } from '../api';

/** Requests and limits; tenants of a size have the same. */
export const resourcesOf = onceForEach((model: ResourcesModel): JsonObject => shared(jsonOf(resourcesFor(model))));
