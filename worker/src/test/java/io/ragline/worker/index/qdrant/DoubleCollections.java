package io.ragline.worker.index.qdrant;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.qdrant.client.grpc.Collections.CollectionDescription;
import io.qdrant.client.grpc.Collections.CollectionOperationResponse;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.GetCollectionInfoRequest;
import io.qdrant.client.grpc.Collections.GetCollectionInfoResponse;
import io.qdrant.client.grpc.Collections.ListCollectionsRequest;
import io.qdrant.client.grpc.Collections.ListCollectionsResponse;
import io.qdrant.client.grpc.CollectionsGrpc;

/** The double's service of collections. */
final class DoubleCollections extends CollectionsGrpc.CollectionsImplBase {
    private final QdrantDouble qdrant;

    DoubleCollections(QdrantDouble qdrant) {
        this.qdrant = qdrant;
    }

    @Override
    public void list(ListCollectionsRequest request, StreamObserver<ListCollectionsResponse> to) {
        qdrant.answer(
                request,
                to,
                () -> ListCollectionsResponse.newBuilder()
                        .addAllCollections(qdrant.collections().keySet().stream()
                                .map(name -> CollectionDescription.newBuilder()
                                        .setName(name)
                                        .build())
                                .toList())
                        .build());
    }

    @Override
    public void get(GetCollectionInfoRequest request, StreamObserver<GetCollectionInfoResponse> to) {
        qdrant.answer(
                request,
                to,
                () -> GetCollectionInfoResponse.newBuilder()
                        .setResult(
                                qdrant.collection(request.getCollectionName()).info())
                        .build());
    }

    @Override
    public void create(CreateCollection request, StreamObserver<CollectionOperationResponse> to) {
        qdrant.answer(request, to, () -> {
            if (qdrant.collections().putIfAbsent(request.getCollectionName(), new DoubleCollection(request)) != null) {
                throw Status.ALREADY_EXISTS
                        .withDescription(
                                "Wrong input: Collection `%s` already exists!".formatted(request.getCollectionName()))
                        .asRuntimeException();
            }
            return CollectionOperationResponse.newBuilder().setResult(true).build();
        });
    }
}
